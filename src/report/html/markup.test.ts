import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOSTILE } from '../printable.ts';
import { escapeHtml, html } from './markup.ts';

test('text cannot leave its place, nor turn what stands around it', () => {
  expect(escapeHtml('</p><img onerror="x">\u202e')).toBe(
    '&#60;/p&#62;&#60;img onerror=&#34;x&#34;&#62;\\u{202e}',
  );
});

test('markup goes in as it is, everything else as text; null is nothing', () => {
  const item = (text: string) => html`<li>${text}</li>`;
  expect(html`<ul class="${'"x"'}">${['a', '<b>'].map(item)}${null}${3}</ul>`.text).toBe(
    '<ul class="&#34;x&#34;"><li>a</li><li>&#60;b&#62;</li>3</ul>',
  );
});

test('whatever the text, the markup around it stays the only markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { text: made } = html`<p>${text}</p>`;
      expect(made.slice(3, -4)).not.toMatch(/[<>"']/);
      expect(made.search(HOSTILE)).toBe(-1);
    }),
  );
});

test('a very long word may be broken in text, never in an attribute', () => {
  const word = 'A'.repeat(300);
  const { text } = html`<p title="${word}" ${word}>${word} ${[word]}</p>`;
  expect(text.match(/<wbr>/g)).toHaveLength(24);
  expect(text.slice(0, 620)).not.toContain('<wbr>');
});
