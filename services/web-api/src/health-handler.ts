/**
 * Entry of the function behind `GET /health`. It calls no service and reads no setting, so its answer says only that API
 * Gateway and Lambda work.
 */
export const handler = async () => ({
  statusCode: 200,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: JSON.stringify({ status: 'ok' }),
});
