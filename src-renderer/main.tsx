import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '@fontsource-variable/inter';
import './ui/styles/index.css';
import { App } from './app/app.tsx';
import { storedTheme } from './app/theme-memory.ts';
import { startOffline } from './offline/register.ts';
import { createPlatform } from './platform/create-platform.ts';
import { followInputModality } from './ui/controls/input-modality.ts';
import { startI18n } from './ui/i18n/index.ts';
import { applyTheme } from './ui/theme.ts';

// zod would otherwise try to compile code, which the page's content security policy forbids.
z.config({ jitless: true });
startI18n(navigator.language);
// Before the first paint, so that a dark room stays dark.
applyTheme(storedTheme());
followInputModality(document);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element called "root"');
createRoot(root).render(<App platform={createPlatform()} />);
startOffline(document, navigator.serviceWorker);
