import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { navigate } from '../navigation/use-route.ts';
import { chooseTheme, readThemeChoice, themeChoices } from '../theme/theme.ts';
import type { SignedInUser } from './signed-in-user.ts';

export type TopBarProps = {
  readonly stage: string;
  readonly user: SignedInUser | undefined;
};

/** The bar at the top with the stage, the theme and the signed-in user. */
export const TopBar = ({ stage, user }: TopBarProps) => {
  const [theme, setTheme] = useState(() => readThemeChoice(localStorage));
  return (
    <TopNavigation
      identity={{
        href: '/',
        title: 'Hopwise',
        onFollow: (event) => {
          event.preventDefault();
          navigate('/');
        },
      }}
      utilities={[
        { type: 'button', text: `Stage: ${stage}`, disableUtilityCollapse: true },
        {
          type: 'menu-dropdown',
          iconName: 'settings',
          ariaLabel: 'Theme',
          title: 'Theme',
          items: themeChoices.map((choice) => ({
            id: choice,
            itemType: 'checkbox',
            checked: theme === choice,
            text: themeNames[choice],
          })),
          onItemClick: ({ detail }) => {
            const choice = themeChoices.find((known) => known === detail.id) ?? 'system';
            chooseTheme(choice);
            setTheme(choice);
          },
        },
        ...(user ? [userMenu(user)] : []),
      ]}
    />
  );
};

const userMenu = (user: SignedInUser): TopNavigationProps.MenuDropdownUtility => ({
  type: 'menu-dropdown',
  iconName: 'user-profile',
  text: user.name,
  ariaLabel: `Signed in as ${user.name}`,
  items: [{ id: 'sign-out', text: 'Sign out' }],
  onItemClick: () => user.signOut(),
});

const themeNames = { system: 'System', light: 'Light', dark: 'Dark' } as const;
