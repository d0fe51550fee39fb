import assert from 'node:assert/strict';
import test from 'node:test';
import { handler } from './src/index.mjs';

test('greets by name', async () => {
  assert.deepEqual(await handler({ name: 'Coldgate' }), { message: 'Hello, Coldgate!' });
});

test('greets the world without one', async () => {
  for (const event of [{}, { name: '' }]) {
    assert.deepEqual(await handler(event), { message: 'Hello, world!' });
  }
});
