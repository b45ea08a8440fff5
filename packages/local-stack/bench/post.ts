/** Sends one JSON body over a kept-alive connection. Throws unless the status is 200. */
export const post = async (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<void> => {
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
  if (response.status !== 200) {
    throw new Error(`Expected status 200 of ${url}, got ${response.status}.`);
  }
};
