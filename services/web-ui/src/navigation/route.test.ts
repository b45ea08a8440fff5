import { describe, expect, it } from '@jest/globals';
import { findingPath, routeOf, turnPath } from './route.ts';

describe('routeOf', () => {
  it.each([
    ['/', { page: 'ask' }],
    ['/posture', { page: 'posture' }],
    ['/findings', { page: 'findings', code: undefined }],
    [findingPath('NO_TOKEN_TO_GATEWAY'), { page: 'findings', code: 'NO_TOKEN_TO_GATEWAY' }],
    [turnPath('turn-0001'), { page: 'turns', id: 'turn-0001' }],
    [turnPath('JZq5mFOIIAMFi_w='), { page: 'turns', id: 'JZq5mFOIIAMFi_w=' }],
    ['/turns/<script>', { page: 'ask' }],
    ['/findings/<script>', { page: 'ask' }],
    ['/elsewhere', { page: 'ask' }],
  ])('%s', (pathname, route) => expect(routeOf(pathname)).toEqual(route));
});
