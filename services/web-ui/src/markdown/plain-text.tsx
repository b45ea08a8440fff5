/** Text from a model without any formatting. */
export const PlainText = ({ text }: { readonly text: string }) => (
  <div className="markdown plain">{text}</div>
);
