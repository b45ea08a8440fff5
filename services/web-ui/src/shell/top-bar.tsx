import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { navigate } from '../navigation/use-route.ts';
import { chooseTheme, readThemeChoice, themeChoices } from '../theme/theme.ts';

/** The dark bar at the top: who we are, which stage this is, and the theme. */
export const TopBar = ({ stage }: { readonly stage: string }) => {
  const [theme, setTheme] = useState(() => readThemeChoice(localStorage));
  return (
    <div id="top-bar">
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
        ]}
      />
    </div>
  );
};

const themeNames = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;
