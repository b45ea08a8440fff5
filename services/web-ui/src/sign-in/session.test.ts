import { describe, expect, it } from '@jest/globals';
import { signOutUrl } from './session.ts';

describe('signOutUrl', () => {
  it('opens the logout endpoint of the user pool, which redirects back to the page', () => {
    const config = {
      authority: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc',
      clientId: 'web-client',
      domainUrl: 'https://hopwise-dev.auth.eu-central-1.amazoncognito.com',
      scopes: ['openid', 'hopwise/chat'],
    };
    expect(signOutUrl(config, 'https://ui.example/')).toBe(
      'https://hopwise-dev.auth.eu-central-1.amazoncognito.com/logout' +
        '?client_id=web-client&logout_uri=https%3A%2F%2Fui.example%2F',
    );
  });
});
