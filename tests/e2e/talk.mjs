// What the tests of the slides need: the wall, the speaker's window, and where they are.
import { FIGURES } from "./page.mjs";

/** The anchor of the stop that is shown. */
export const at = (page) => page.evaluate(() => document.querySelector(".stop.on").dataset.anchor);

/** Whether the screen is dark. */
export const dark = (page) => page.evaluate(() => !document.querySelector(".deck-blank").hidden);

/** Waits until a window shows a stop. */
export const shows = (page, anchor) =>
  page.waitForFunction((anchor) => document.querySelector(".stop.on")?.dataset.anchor === anchor, anchor);

/** Waits until all figures of the slides are live. */
export const alive = (page) =>
  page.waitForFunction((n) => document.querySelectorAll('[data-figure][data-state="ready"]').length === n, FIGURES.length, { timeout: 30000 });

/** Opens the speaker's window from the wall by its key, and waits until both are in step. */
export async function withSpeaker(wall) {
  const [speaker] = await Promise.all([wall.context().waitForEvent("page"), wall.keyboard.press("s")]);
  await speaker.setViewportSize({ width: 1360, height: 850 });
  await alive(speaker);
  await speaker.waitForSelector('.speaker-link[data-state="together"]');
  return speaker;
}
