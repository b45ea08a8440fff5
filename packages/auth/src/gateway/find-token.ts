/** Any form in which a request can carry an access token, right or wrong. */

type Headers = Readonly<Record<string, string>>;

const credentialHeader = /^(?:proxy-)?authorization$/i;
/** Copies of `Authorization` that proxies send, and query parameters that some servers read instead. */
const authorizationCopy = /(?:^|-)authorization$/i;
/** Anything that a lenient server could read as a token: `Bearer` after any separator, or a JWT without a scheme. */
const tokenLike = /(?:^|[^\w\-.~+/=])(?:bearer(?![\w\-.~+/])|eyJ[\w-]+\.)/i;
/** RFC 6750 section 2.3, also as a list or after another separator. */
const tokenParameter = /^access_token(?:\[.*\])?$/i;
const tokenAfterSemicolon = /;\s*access_token=/i;
const tokenHeader = /^(?:x-)?access[-_]token$/i;
const basic = /^\s*basic\s+([\w+/=-]+)/i;
/** Starts at the beginning of a word, so that the time of the search is linear. */
const jwt = /(?<![\w-])(eyJ[\w-]+)\.(eyJ[\w-]+)\./g;

const decodeBase64 = (text = ''): string => `${Buffer.from(text, 'base64')}`;

const decodePercents = (text: string): string =>
  text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`)));

const parseObject = (part: string): Readonly<Record<string, unknown>> => {
  try {
    return { ...JSON.parse(decodeBase64(part)) };
  } catch {
    return {};
  }
};

/** By RFC 9068 section 2, or by Cognito's `token_use`. An ID token and a session id have neither. */
const isAccessToken = ([, header = '', payload = '']: RegExpMatchArray): boolean => {
  const { token_use: use, client_id: client } = parseObject(payload);
  return (
    use === 'access' ||
    typeof client === 'string' ||
    /^(?:application\/)?at\+jwt$/i.test(`${parseObject(header).typ}`)
  );
};

const containsAccessToken = (text: string): boolean => [...text.matchAll(jwt)].some(isAccessToken);

/** Whether the URL has the query parameter of RFC 6750 section 2.3. */
export const hasTokenParameter = (url: URL): boolean =>
  [...url.searchParams].some(
    ([name, value]) => tokenParameter.test(name) || tokenAfterSemicolon.test(`;${name}=;${value}`),
  );

/** Whether a request has an access token where a server could look for one. */
export const hasToken = (url: URL, headers: Headers = {}): boolean =>
  hasTokenParameter(url) ||
  Object.entries(headers).some(
    ([name, value]) => credentialHeader.test(name) && tokenLike.test(value),
  );

/** Whether a request has an access token anywhere. Most of these places are right for other data. */
export const hasHiddenToken = (url: URL, headers: Headers = {}): boolean => {
  const named = [...Object.entries(headers), ...url.searchParams];
  const texts = [decodePercents(url.href), ...named.map(([, value]) => value)];
  return (
    named.some(([name, value]) => authorizationCopy.test(name) && tokenLike.test(value)) ||
    Object.keys(headers).some((name) => tokenHeader.test(name)) ||
    named.some(
      ([name, value]) => /^cookie$/i.test(name) && tokenAfterSemicolon.test(`;${value}`),
    ) ||
    texts.some((text) => containsAccessToken(text)) ||
    texts.some((text) => containsAccessToken(decodeBase64(basic.exec(text)?.[1])))
  );
};
