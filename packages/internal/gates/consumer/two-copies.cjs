// A process that has the client twice, as ESM and as CommonJS: an application of the one kind with a library of the other.
const required = require("@iyzico-mass-payout/client");

async function main() {
  const imported = await import("@iyzico-mass-payout/client");
  const errorOf = ({ createMassPayoutClient }) => {
    try {
      return createMassPayoutClient({});
    } catch (error) {
      return error;
    }
  };
  const pairs = [
    [errorOf(required), imported],
    [errorOf(imported), required],
  ];
  const report = pairs.map(([error, { isMassPayoutError, MassPayoutError }]) => [
    isMassPayoutError(error),
    isMassPayoutError(error, "invalid_configuration"),
    isMassPayoutError(error, "timeout"),
    error instanceof MassPayoutError,
  ]);
  console.log(JSON.stringify(report));
}

main();
