import '@cloudscape-design/global-styles/index.css';
import './page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadConfig } from './config/load-config.ts';
import { StartFailure } from './shell/start-failure.tsx';
import { startTheme } from './theme/theme.ts';

startTheme();

const element = document.getElementById('root');
if (!element) throw new Error('The page has no element #root.');
const root = createRoot(element);

try {
  const config = await loadConfig();
  root.render(
    <StrictMode>
      <App config={config} />
    </StrictMode>,
  );
} catch (error) {
  root.render(<StartFailure reason={error instanceof Error ? error.message : 'unknown'} />);
}
