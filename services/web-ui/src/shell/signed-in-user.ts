/** The signed-in user, as the top bar and the stored conversations need it. */
export type SignedInUser = {
  /** Separates the conversations of this browser's users. */
  readonly subject: string;
  readonly name: string;
  readonly signOut: () => void;
};
