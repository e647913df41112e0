/** What the scripts of a page still hold in memory, as Chromium's heap snapshot has it. */
import type { Page } from 'playwright-core';

/** The parts of a heap snapshot that are read here. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[]]; edge_fields: string[] } };
  nodes: number[];
  edges: number[];
  strings: string[];
}

/**
 * Looks for a text in the strings of a page's heap, after its garbage is gone. To be typed there by the keyboard and
 * never handed to the page by a test: it would find itself.
 *
 * @returns what holds each string that contains it, by the names of its holders; nothing where there is none
 */
export async function heldInHeap(page: Page, text: RegExp): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  // What an answer or a rendering leaves is let go of when the engine has run once more.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return holdersOf(JSON.parse(chunks.join('')) as Snapshot, text);
}

/** A code, and not the same digits in the middle of others. */
export function asCode(code: string): RegExp {
  return new RegExp(`(?<![\\w.])${code}(?![\\w.])`);
}

function holdersOf({ snapshot, nodes, edges, strings }: Snapshot, text: RegExp): string[] {
  const { node_fields, node_types, edge_fields } = snapshot.meta;
  const [type, name, edgeCount] = ['type', 'name', 'edge_count'].map((field) => node_fields.indexOf(field));
  const [edgeName, toNode] = ['name_or_index', 'to_node'].map((field) => edge_fields.indexOf(field));
  const wanted = new Set(strings.flatMap((string, index) => (text.test(string) ? [index] : [])));
  const typeOf = (node: number): string => node_types[0][nodes[node + type!]!]!;
  const holders: string[] = [];
  let edge = 0;
  for (let node = 0; node < nodes.length; node += node_fields.length) {
    const end = edge + nodes[node + edgeCount!]! * edge_fields.length;
    for (; edge < end; edge += edge_fields.length) {
      const held = edges[edge + toNode!]!;
      if (!typeOf(held).includes('string') || !wanted.has(nodes[held + name!]!)) continue;
      // A number writes itself out for the snapshot, and of thousands one may have the digits of a code.
      if (typeOf(node) === 'number') continue;
      const label = edges[edge + edgeName!]!;
      holders.push(`${strings[nodes[node + name!]!]} (${strings[label] ?? label})`);
    }
  }
  return holders;
}
