import { lt } from "semver";
import { describe, expect, test } from "vitest";
import { formatInstructions } from "../src/preview-instructions.ts";
import { previewManifest, readPreview } from "../src/preview-version.ts";

const preview = readPreview({ PULL_REQUEST: "12", COMMIT: "0123456789abcdef0123456789abcdef01234567" });

describe("the version of a preview", () => {
  test("names the pull request and the commit, and is older than every release", () => {
    expect(preview.version).toBe("0.0.0-pr.12.g0123456");
    expect(lt(preview.version, "0.0.0")).toBe(true);
  });

  test.each([
    [{}, "PULL_REQUEST must be the number of a pull request."],
    [{ PULL_REQUEST: "12; id", COMMIT: preview.commit }, "PULL_REQUEST must be"],
    [{ PULL_REQUEST: "012", COMMIT: preview.commit }, "PULL_REQUEST must be"],
    [{ PULL_REQUEST: "12" }, "COMMIT must be the hash of a commit"],
    [{ PULL_REQUEST: "12", COMMIT: "main" }, "COMMIT must be the hash of a commit"],
  ])("requires a pull request and a commit: %j", (environment, message) => {
    expect(() => readPreview(environment)).toThrow(message);
  });

  test("is required exactly by the siblings, and other dependencies keep their ranges", () => {
    const manifest = {
      name: "@acme/client",
      version: "0.3.1",
      dependencies: { "@acme/auth": "^0.2.0", "openapi-fetch": "0.17.0" },
      peerDependencies: { "@acme/durable": "^0.1.0" },
    };
    expect(previewManifest(manifest, preview.version, ["@acme/auth", "@acme/durable"])).toEqual({
      name: "@acme/client",
      version: preview.version,
      dependencies: { "@acme/auth": preview.version, "openapi-fetch": "0.17.0" },
      peerDependencies: { "@acme/durable": preview.version },
    });
  });
});

describe("INSTALL.md", () => {
  const packages = [
    { name: "@acme/auth" },
    { name: "@acme/client", dependencies: { "@acme/auth": "^0.2.0", "openapi-fetch": "0.17.0" } },
    { name: "@acme/tool", dependencies: { "@acme/client": "^0.3.0" }, peerDependencies: { "@acme/other": "*" } },
  ].map((manifest) => ({ folder: `packages/${manifest.name}`, manifest }));
  const text = formatInstructions(preview, packages, "gh run download 34");

  test("installs each package with the siblings that it depends on, directly or not, and no others", () => {
    const file = (name: string) => `./tarballs/acme-${name}-0.0.0-pr.12.g0123456.tgz`;
    expect(text.match(/^npm install .*$/gm)).toEqual([
      `npm install ${file("auth")}`,
      `npm install ${file("auth")} ${file("client")}`,
      `npm install ${file("auth")} ${file("client")} ${file("tool")}`,
    ]);
    expect(text).toContain(`  "@acme/auth": file:${file("auth")}\n`);
    expect(text).toContain(`    "@acme/auth": "file:${file("auth")}",\n`);
  });

  test("says what the code is, and how to download it where that is known", () => {
    expect(text).toContain("keys of iyzico's sandbox only");
    expect(text).toContain("```sh\ngh run download 34\n```");
    expect(formatInstructions(preview, packages)).not.toContain("download");
  });
});
