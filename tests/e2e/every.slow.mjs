// What a plain run tries by samples, in every combination.
process.env.FULL = "yes";
await import("./axe.test.mjs");
await import("./hands.test.mjs");
