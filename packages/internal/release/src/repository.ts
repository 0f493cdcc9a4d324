/** Where a package's source is, in the fields that npm has for it. */
export interface Repository {
  readonly repository: { readonly type: "git"; readonly url: string; readonly directory: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
}

/**
 * The fields of a package in `folder`, from the environment of a GitHub workflow. npm takes a provenance statement only
 * for a package whose `repository` is the one that the workflow runs in, and the address is nowhere else.
 *
 * @throws {Error} when GITHUB_SERVER_URL or GITHUB_REPOSITORY is missing or no address.
 */
export function repositoryOf(folder: string, environment: NodeJS.ProcessEnv): Repository {
  const { GITHUB_SERVER_URL: server = "", GITHUB_REPOSITORY: name = "" } = environment;
  if (!/^https:\/\/[^/\s]+$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(name)) {
    throw new Error(
      "Nothing is packed without the address of its source: npm refuses its provenance. A workflow has it; elsewhere " +
        "set GITHUB_SERVER_URL (https://github.com) and GITHUB_REPOSITORY (owner/name).",
    );
  }
  const page = `${server}/${name}`;
  return {
    repository: { type: "git", url: `git+${page}.git`, directory: folder },
    homepage: `${page}/tree/main/${folder}#readme`,
    bugs: { url: `${page}/issues` },
  };
}
