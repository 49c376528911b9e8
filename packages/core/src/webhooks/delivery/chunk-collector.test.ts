import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkCollector } from './chunk-collector.ts';

describe('A ChunkCollector', () => {
  it('joins chunks of any sizes in their order', () => {
    const sizes = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 5_000 }), fc.nat({ max: 70_000 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const collector = new ChunkCollector();
        const chunks = lengths.map((length, index) => new Uint8Array(length).fill(index + 1));
        for (const chunk of chunks) collector.add(chunk);
        expect(Buffer.compare(Buffer.from(collector.size ? collector.join() : []), Buffer.concat(chunks))).toBe(0);
        expect(collector.size).toBe(Buffer.concat(chunks).length);
      }),
    );
  });

  it('returns the chunk of a body that has only one, without a copy', () => {
    const collector = new ChunkCollector();
    const chunk = new Uint8Array(5);
    collector.add(new Uint8Array());
    collector.add(chunk);
    expect(collector.join()).toBe(chunk);
  });

  it('returns no bytes for a body without chunks', () => {
    expect(new ChunkCollector().join()).toEqual(new Uint8Array());
  });

  it('does not keep the buffers that small chunks are views of', () => {
    const collector = new ChunkCollector();
    const slab = new Uint8Array(65_536).fill(7);
    for (let i = 0; i < 100_000; i += 1) collector.add(slab.subarray(0, 1));
    const bytes = collector.join();
    expect(bytes).toHaveLength(100_000);
    expect(bytes.buffer).not.toBe(slab.buffer);
    expect(bytes.buffer.byteLength).toBeLessThan(200_000);
  });
});
