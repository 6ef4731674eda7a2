import { element, fill } from './element.ts';

/** What is copied is the text itself, also where the page shows its hostile characters as codes. */
export function copyButton(text: string, label: string): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', class: 'copy', 'aria-label': label, title: label, onclick: () => void copy() },
    'Copy',
  );
  const copy = async (): Promise<void> => {
    fill(button, (await copied(text)) ? 'Copied' : 'Not copied');
    setTimeout(() => fill(button, 'Copy'), 1500);
  };
  return button;
}

export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text); // older browsers grant the clipboard to https alone
  }
}

function copiedBySelection(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'unseen';
  document.body.append(box);
  box.select();
  const done = document.execCommand('copy');
  box.remove();
  return done;
}
