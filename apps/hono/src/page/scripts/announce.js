/** A screen reader speaks nothing else meanwhile, so a busy number must not announce every event. */
const INTERVAL_MS = 10_000;

/**
 * Announces text to screen readers: the first one at once, and then the newest one every ten seconds.
 *
 * @param {HTMLElement} region A live region.
 */
export function createAnnouncer(region) {
  let newest = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function announce() {
    clearTimeout(timer);
    timer = undefined;
    if (region.textContent === newest) return;
    region.textContent = newest;
    timer = setTimeout(announce, INTERVAL_MS);
  }

  return {
    /** @param {string} text */
    announce(text) {
      newest = text;
      if (timer === undefined) announce();
    },
    /** For the result of an action of the user. @param {string} text */
    announceNow(text) {
      newest = text;
      announce();
    },
  };
}
