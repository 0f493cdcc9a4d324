import type { Language } from "./language.ts";
import type { SiteMap } from "./site-page.ts";

/** The first page of a language: what this is, for whom, and where each reader begins. */
interface FirstPage {
  title: string;
  text: string;
  tagline: string;
  /** The first one is the one that most readers take. */
  actions: readonly (readonly [text: string, source: string])[];
  /** What a reader is or has, what the page is about, and the file that is the page. */
  readers: readonly (readonly [title: string, details: string, source: string])[];
}

const firstPages: Readonly<Record<Language, FirstPage>> = {
  en: {
    title: "Pay many recipients once",
    text: "Pay many recipients, each exactly once",
    tagline:
      "A TypeScript client, a command and workers for iyzico's Mass Payout API. For engineers who pay hundreds of recipients with " +
      "one request, and for colleagues who must know where each lira is. Not affiliated with iyzico, and not yet run against a " +
      "live account.",
    actions: [
      ["Install and first payment", "README.md"],
      ["Which one to use", "docs/choosing.md"],
      ["Errors", "docs/errors.md"],
    ],
    readers: [
      [
        "I pay from a program",
        "One call from init to the last recipient, which goes on after a crash and pays no recipient twice.",
        "docs/paying.md",
      ],
      [
        "I have a spreadsheet",
        "Check it, have it approved, pay it and report it with one command.",
        "docs/spreadsheets.md",
      ],
      [
        "I have an error in the log",
        "What each code means, whether the request may have taken effect, and what to do.",
        "docs/errors.md",
      ],
      [
        "I am told to act",
        "For each reason why an action is required: where the money is, what to ask iyzico, and the command.",
        "docs/runbook.md",
      ],
      [
        "I have many machines",
        "Workers, approvals by several people and an audit trail on your own Postgres.",
        "docs/durable.md",
      ],
      [
        "I test such a program",
        "A simulated iyzico with faults and its own clock, in the process or at a port.",
        "docs/testing.md",
      ],
      [
        "I go live",
        "The checklist, the limits, the alerts, and what is stored where and for how long.",
        "docs/going-live.md",
      ],
      ["I review its security", "What is protected, what is promised, and what is not.", "SECURITY.md"],
    ],
  },
  tr: {
    title: "Her alıcıya bir kez öde",
    text: "Çok alıcıya, her birine yalnız bir kez öde",
    tagline:
      "iyzico'nun toplu ödeme API'si için bir komut, bir TypeScript istemcisi ve iş süreçleri. Her liranın nerede olduğunu bilmesi " +
      "gereken finans ekipleri ve tek istekle yüzlerce alıcıya ödeme yapan yazılımcılar için. iyzico ile bağlantılı değildir; " +
      "henüz gerçek bir hesapla çalıştırılmamıştır.",
    actions: [
      ["mass-payout rehberi", "docs/tr/cli.md"],
      ["Statüler", "docs/tr/statuses.md"],
      ["Hatalar", "docs/tr/errors.md"],
    ],
    readers: [
      ["Elimde bir tablo var", "Tabloyu kontrol edin, onaylatın, ödeyin ve raporunu alın.", "docs/tr/cli.md"],
      [
        "Para alıcıya ulaştı mı?",
        "Her statünün para için anlamı, kesin olup olmadığı ve ne yapılacağı.",
        "docs/tr/statuses.md",
      ],
      [
        "Bir hata aldım",
        "Her hata kodunun anlamı, isteğin işleme alınmış olup olamayacağı ve ne yapılacağı.",
        "docs/tr/errors.md",
      ],
      [
        "Programdan ödüyorum",
        "Çökmeden sonra kaldığı yerden süren ve hiçbir alıcıya iki kez ödemeyen tek çağrı.",
        "docs/tr/paying.md",
      ],
      [
        "“İşlem gerekli” yazıyor",
        "Her neden için paranın nerede olduğu, iyzico'ya ne sorulacağı ve komut. (İngilizce)",
        "docs/runbook.md",
      ],
      [
        "Gerçek ödemeye geçiyorum",
        "Kontrol listesi, limitler, uyarılar, KVKK ve neyin nerede saklandığı. (İngilizce)",
        "docs/going-live.md",
      ],
      [
        "Çok sayıda makinem var",
        "Kendi Postgres'inizde iş süreçleri, birden çok onaycı ve denetim izi. (İngilizce)",
        "docs/durable.md",
      ],
      [
        "Güvenliğini inceliyorum",
        "Nelerin korunduğu, neye söz verildiği ve neye verilmediği. (İngilizce)",
        "SECURITY.md",
      ],
    ],
  },
};

/** The first page of a language as VitePress reads it: all of it is in the front matter. */
export function firstPageOf(language: Language, site: Pick<SiteMap, "pathOf">): string {
  const { title, text, tagline, actions, readers } = firstPages[language];
  const linkOf = (source: string) => {
    const path = site.pathOf(source);
    if (path === undefined) throw new Error(`${source} must be in a menu: the first page leads to it.`);
    return `/${path}`;
  };
  const buttons = actions.map(([text, source], index) => ({
    text,
    link: linkOf(source),
    theme: index === 0 ? "brand" : "alt",
  }));
  const data = {
    layout: "home",
    title,
    hero: { name: "iyzico-mass-payout", text, tagline, actions: buttons },
    features: readers.map(([title, details, source]) => ({ title, details, link: linkOf(source) })),
  };
  // JSON is YAML.
  return `---\n${JSON.stringify(data, undefined, 2)}\n---\n`;
}
