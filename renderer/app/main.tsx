import '@fontsource-variable/inter/wght.css';
import 'dockview-react/dist/styles/dockview.css';
import './theme.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from '../store/bridge';
import { connectDesk } from '../store/desk';
import { App } from './app';
import { followAppearance } from './appearance';
import { shareStyleNonce } from './style-nonce';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');

shareStyleNonce(document);
followAppearance(document.documentElement);
connectDesk(bridge());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
