import { useUi, type Theme, type UiState } from '../store/ui';

const systemIsLight = window.matchMedia('(prefers-color-scheme: light)');

/** Keeps a page's theme and font size as the person set them. Returns how to stop. */
export function followAppearance(root: HTMLElement): () => void {
  const apply = ({ theme, fontSize }: UiState) => {
    root.dataset['theme'] = shownTheme(theme);
    root.style.setProperty('--font-size', `${fontSize}px`);
  };
  apply(useUi.getState());
  const stopUi = useUi.subscribe(apply);
  const onSystem = () => apply(useUi.getState());
  systemIsLight.addEventListener('change', onSystem);
  return () => {
    stopUi();
    systemIsLight.removeEventListener('change', onSystem);
  };
}

/** What is on the screen now. */
export function shownTheme(theme: Theme): 'dark' | 'light' {
  if (theme !== 'system') return theme;
  return systemIsLight.matches ? 'light' : 'dark';
}
