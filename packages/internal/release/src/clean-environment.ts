import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/**
 * Creates the environment of a user outside this repository: without our settings, credentials and caches of npm and
 * pnpm, with an empty home in `folder`, and with `registry` as the only registry.
 */
export async function createCleanEnvironment(folder: string, registry: string): Promise<NodeJS.ProcessEnv> {
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
    // The tree was installed with the store of another home.
    pnpm_config_verify_deps_before_run: "false",
    // A provenance statement is signed with an identity that only GitHub issues.
    PNPM_CONFIG_PROVENANCE: "false",
  };
}
