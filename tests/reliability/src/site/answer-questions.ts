/** Tells the suite that this process is ready, and answers its questions; ends when the suite does. */
export function answerQuestions(ready: unknown, answer: (question: never) => unknown): void {
  process.on('message', async (question) => {
    process.send?.({ answer: await answer(question as never) });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ ready });
}
