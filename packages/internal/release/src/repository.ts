/** The fields of a manifest that say where a package's source is. */
export interface Repository {
  readonly repository: { readonly type: "git"; readonly url: string; readonly directory: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
}

/**
 * Returns these fields for the package in `folder`, from the environment of a GitHub workflow. npm accepts a provenance
 * statement only for a package whose `repository` is the one that the workflow runs in. No file has that address.
 *
 * @throws {Error} when GITHUB_SERVER_URL or GITHUB_REPOSITORY is missing or malformed.
 */
export function repositoryOf(folder: string, environment: NodeJS.ProcessEnv): Repository {
  const { GITHUB_SERVER_URL: server = "", GITHUB_REPOSITORY: name = "" } = environment;
  if (!/^https:\/\/[^/\s]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(name)) {
    throw new Error(
      "The address of the source is required for packing: without it, npm rejects the provenance statement. A workflow " +
        "has it; elsewhere set GITHUB_SERVER_URL (https://github.com) and GITHUB_REPOSITORY (owner/name).",
    );
  }
  const page = `${server}/${name}`;
  return {
    repository: { type: "git", url: `git+${page}.git`, directory: folder },
    homepage: `${page}/tree/main/${folder}#readme`,
    bugs: { url: `${page}/issues` },
  };
}
