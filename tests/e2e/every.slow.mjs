// What a plain run tries by samples, in every combination.
process.env.FULL = "yes";
for (const name of ["axe", "busy", "hands", "leaks", "policy", "take"]) await import(`./${name}.test.mjs`);
