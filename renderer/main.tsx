import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<h1>KiteDesk</h1>);
requestAnimationFrame(() => {
  document.documentElement.dataset['firstPriceAt'] = String(performance.timeOrigin + performance.now());
});
