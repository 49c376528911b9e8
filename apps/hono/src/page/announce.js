// Who listens to the page hears nothing else while it speaks: of a busy number it would never stop.
const PAUSE_MS = 10_000;

/**
 * Tells who listens: at once where it was quiet, and then the newest word, every so often.
 *
 * @param {HTMLElement} region live
 */
export function createAnnouncer(region) {
  let word = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  function speak() {
    clearTimeout(pause);
    pause = undefined;
    if (region.textContent === word) return;
    region.textContent = word;
    pause = setTimeout(speak, PAUSE_MS);
  }

  return {
    /** @param {string} text */
    inTime(text) {
      word = text;
      if (pause === undefined) speak();
    },
    /** What somebody asked for does not wait. @param {string} text */
    now(text) {
      word = text;
      speak();
    },
  };
}
