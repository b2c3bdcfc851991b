import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  readInline,
  readMarkdown,
  type Block,
  type Inline,
} from '../../src/practice/page/markdown.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });

describe('inside a line', () => {
  test.each<[string, Inline[]]>([
    ['**Ana** is here', [{ kind: 'strong', children: [text('Ana')] }, text(' is here')]],
    [
      '*soft* and _soft_',
      [
        { kind: 'emphasis', children: [text('soft')] },
        text(' and '),
        { kind: 'emphasis', children: [text('soft')] },
      ],
    ],
    [
      '**a *b* c**',
      [
        {
          kind: 'strong',
          children: [text('a '), { kind: 'emphasis', children: [text('b')] }, text(' c')],
        },
      ],
    ],
    ['<t:1790000000:R>', [{ kind: 'time', atMs: 1_790_000_000_000, style: 'R' }]],
    ['<t:1790000000>', [{ kind: 'time', atMs: 1_790_000_000_000, style: 'f' }]],
    [
      '<@12> <@!13> <@&14> <#15>',
      [
        { kind: 'mention', of: 'user', id: '12' },
        text(' '),
        { kind: 'mention', of: 'user', id: '13' },
        text(' '),
        { kind: 'mention', of: 'role', id: '14' },
        text(' '),
        { kind: 'mention', of: 'channel', id: '15' },
      ],
    ],
    ['`/stop` ends it', [{ kind: 'code', text: '/stop' }, text(' ends it')]],
    [
      'see https://example.org/a.',
      [
        text('see '),
        { kind: 'link', text: 'https://example.org/a', href: 'https://example.org/a' },
        text('.'),
      ],
    ],
    ['[here](https://example.org)', [{ kind: 'link', text: 'here', href: 'https://example.org' }]],
    ['[here](javascript:alert(1))', [text('[here](javascript:alert(1))')]],
    [
      String.raw`\*as it is\*`,
      [{ kind: 'text', text: '*' }, text('as it is'), { kind: 'text', text: '*' }],
    ],
    ['5 * 3 * 2, snake_case_name', [text('5 * 3 * 2, snake_case_name')]],
  ])('%s', (source, nodes) => {
    expect(readInline(source)).toEqual(nodes);
  });
});

describe('lines', () => {
  test.each<[string, Block[]]>([
    [
      'a\nb\n\nc',
      [
        { kind: 'paragraph', children: [text('a\nb')] },
        { kind: 'paragraph', children: [text('c')] },
      ],
    ],
    [
      '# Title\n-# aside',
      [
        { kind: 'heading', level: 1, children: [text('Title')] },
        { kind: 'small', children: [text('aside')] },
      ],
    ],
    [
      '- a\n- b\n3. c',
      [
        { kind: 'list', isNumbered: false, from: 1, items: [[text('a')], [text('b')]] },
        { kind: 'list', isNumbered: true, from: 3, items: [[text('c')]] },
      ],
    ],
    [
      '> a\n> b\nc',
      [
        { kind: 'quote', blocks: [{ kind: 'paragraph', children: [text('a\nb')] }] },
        { kind: 'paragraph', children: [text('c')] },
      ],
    ],
    ['```js\n**x**\n```', [{ kind: 'codeBlock', text: '**x**' }]],
  ])('%j', (source, blocks) => {
    expect(readMarkdown(source)).toEqual(blocks);
  });
});

test('whatever is written, reading ends and only addresses of the web become links', () => {
  const hrefs = (nodes: readonly Inline[]): string[] =>
    nodes.flatMap((node) =>
      node.kind === 'link' ? [node.href] : 'children' in node ? hrefs(node.children) : [],
    );
  const pieces = fc.constantFrom(
    '**',
    '*',
    '_',
    '`',
    '```',
    '<',
    '>',
    '\n',
    '- ',
    '[',
    '](',
    ')',
    'https://x',
    'javascript:',
    'a',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const source = parts.join('');
      readMarkdown(source);
      for (const href of hrefs(readInline(source))) expect(href).toMatch(/^https?:\/\//);
    }),
  );
});
