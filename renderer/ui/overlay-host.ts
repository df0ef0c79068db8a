import { useRef, useState, type RefObject } from 'react';

interface OverlayHost<T extends Element> {
  /** To be put on what opens the overlay. */
  readonly trigger: RefObject<T | null>;
  readonly container: HTMLElement | null;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/**
 * Where a tip or a menu is to be put: into the dialog of what opens it, because a modal dialog lies above all else of its
 * page, or into the page that it stands in, which for a panel in a window of its own is not the desk's.
 */
export function useOverlayHost<T extends Element = HTMLButtonElement>(): OverlayHost<T> {
  const trigger = useRef<T>(null);
  const [container, setContainer] = useState<HTMLElement | null>(null);
  const onOpenChange = (isOpen: boolean) => {
    const element = trigger.current;
    if (isOpen) setContainer(element?.closest('dialog') ?? element?.ownerDocument.body ?? null);
  };
  return { trigger, container, onOpenChange };
}
