/** Tells the test that this process is ready, and answers its requests. Ends the process when the test ends. */
export function answerRequests(ready: unknown, answer: (request: never) => unknown): void {
  process.on('message', async (request) => {
    process.send?.({ answer: await answer(request as never) });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ ready });
}
