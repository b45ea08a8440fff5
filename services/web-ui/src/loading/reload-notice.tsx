import Button from '@cloudscape-design/components/button';
import { useEffect, useState } from 'react';
import { WarningBanner } from '../banner/warning-banner.tsx';

/**
 * Offers to reload after a file of the page could not be loaded. A new deployment removes the files of an open page. Only a
 * person reloads, so the page cannot reload in a loop.
 *
 * @see https://vite.dev/guide/build#load-error-handling
 */
export const ReloadNotice = () => {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    const onError = () => setNeeded(true);
    addEventListener('vite:preloadError', onError);
    return () => removeEventListener('vite:preloadError', onError);
  }, []);
  return (
    <div role="alert">
      {isNeeded && (
        <WarningBanner text="This page could not load one of its files. A newer version may be deployed. A reload keeps your conversations.">
          <Button variant="inline-link" onClick={() => location.reload()}>
            Reload
          </Button>
        </WarningBanner>
      )}
    </div>
  );
};
