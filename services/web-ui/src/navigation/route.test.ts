import { describe, expect, it } from '@jest/globals';
import { findingPath, routeOf } from './route.ts';

describe('routeOf', () => {
  it.each([
    ['/', { page: 'ask' }],
    ['/posture', { page: 'posture' }],
    ['/findings', { page: 'findings', code: undefined }],
    [findingPath('NO_TOKEN_TO_GATEWAY'), { page: 'findings', code: 'NO_TOKEN_TO_GATEWAY' }],
    ['/findings/<script>', { page: 'ask' }],
    ['/elsewhere', { page: 'ask' }],
  ])('%s', (pathname, route) => expect(routeOf(pathname)).toEqual(route));
});
