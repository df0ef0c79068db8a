import { useUi, type UiState } from '../store/ui';

/** Keeps the page's theme and font size as the person set them. */
export function followAppearance(root: HTMLElement): void {
  const apply = ({ theme, fontSize }: UiState) => {
    root.dataset['theme'] = theme;
    root.style.setProperty('--font-size', `${fontSize}px`);
  };
  apply(useUi.getState());
  useUi.subscribe(apply);
}
