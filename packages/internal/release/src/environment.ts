import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * The environment of somebody who has nothing of ours: no settings, credentials or caches of npm and pnpm, a home of
 * its own in `folder`, and `registry` for everything.
 */
export async function outsideEnvironment(folder: string, registry: string): Promise<NodeJS.ProcessEnv> {
  const home = join(folder, "home");
  await mkdir(home);
  const isOurs = (name: string) => /^(npm_|pnpm_|node_auth|github_|actions_|changesets_|xdg_|ci$)/i.test(name);
  const inherited = Object.entries(process.env).filter(([name]) => !isOurs(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    USERPROFILE: home,
    npm_config_registry: registry,
    npm_config_cache: join(folder, "npm-cache"),
    npm_config_update_notifier: "false",
    npm_config_audit: "false",
    pnpm_config_registry: registry,
    // The store of the install lies in another home.
    pnpm_config_verify_deps_before_run: "false",
    // A statement of provenance is signed with an identity that only GitHub gives.
    PNPM_CONFIG_PROVENANCE: "false",
  };
}
