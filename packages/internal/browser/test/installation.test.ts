import { expect, test } from "vitest";
import { pinnedVersion } from "../src/installation.ts";

test.each(["@axe-core/playwright", "@sparticuz/chromium", "dejavu-fonts-ttf", "playwright-core"])(
  "%s is pinned to one version",
  (dependency) => {
    expect(pinnedVersion(dependency)).toMatch(/^\d+\.\d+\.\d+$/);
  },
);
