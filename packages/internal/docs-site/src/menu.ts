import type { Language } from "./language.ts";

/** A file of the repository that is a page of the site. */
export interface MenuPage {
  /** The file in the repository, such as `docs/errors.md`. */
  source: string;
  /** Where it is on the site, such as `errors/`. */
  path: string;
  /** Its name in the menu. */
  label: string;
  /** What readers may type who do not know the words of the page; of a section, by its anchor. */
  searchWords?: Readonly<Record<string, string>>;
}

/** Pages under one heading of the menu. */
export interface MenuGroup {
  label: string;
  pages: readonly MenuPage[];
}

function guide(name: string, label: string, searchWords: Readonly<Record<string, string>> = {}): MenuPage {
  return { source: `docs/${name}.md`, path: `${name}/`, label, searchWords };
}

function packageReadme(name: string, label: string, searchWords: Readonly<Record<string, string>> = {}): MenuPage {
  return { source: `packages/${name}/README.md`, path: `packages/${name}/`, label, searchWords };
}

function turkishGuide(name: string, label: string, searchWords: Readonly<Record<string, string>> = {}): MenuPage {
  return { source: `docs/tr/${name}.md`, path: `tr/${name}/`, label, searchWords };
}

/** The menu of each language. A file that is in none is no page, and links to it become text. */
export const menus: Readonly<Record<Language, readonly MenuGroup[]>> = {
  en: [
    {
      label: "Begin",
      pages: [
        {
          source: "README.md",
          path: "start/",
          label: "Install and first payment",
          searchWords: { install: "node version runtime bun deno npm", pay: "quick start example sandbox" },
        },
        guide("choosing", "Which one to use", {
          "in-one-table": "example examples cloudflare workers nestjs next.js fastify express bullmq serverless",
        }),
        guide("going-live", "Going live", {
          "what-is-stored-where-and-for-how-long":
            "gdpr personal data retention kişisel veriler saklanıyor saklama süresi",
          kvkk: "gdpr data protection law personal data kişisel veri",
        }),
        guide("coming-from-iyzipay", "Coming from iyzipay"),
        guide("spreadsheets", "From a spreadsheet upload", { "": "excel csv xlsx file turkish characters encoding" }),
      ],
    },
    {
      label: "Pay from a program",
      pages: [
        guide("paying", "Paying exactly once", {
          guarantees: "duplicate double payment paid twice idempotency idempotent",
          "new-resumed-or-settled-before":
            "crash crashed killed died app server restart power failure resume interrupted middle safe run again",
          "when-an-action-is-required": "meaning of action required",
          "paying-again-what-came-back": "refund returned money repay",
          limits: "maximum amount",
        }),
        guide("recipients", "A stranger's IBAN", {
          "what-is-checked": "validate verify iban check name",
          "when-a-stranger-was-paid":
            "wrong account wrong recipient cancel undo take back yanlış kişiye ödedik yanlış hesap yanlış IBAN",
        }),
        guide("several-merchants", "Several merchants"),
        guide("proxies", "Proxies and certificates", {
          "": "proxy mtls tls firewall http_proxy",
          "a-proxy-for-the-whole-process": "vekil sunucu",
          "certificate-authorities-and-certificates-that-expire": "sertifika",
        }),
        guide("testing", "Testing your own code", { "": "mock test sandbox" }),
        guide("webhooks", "Webhooks", {
          "": "callback notification notify notified my server when paid event bildirim",
          "what-to-do-instead": "cron schedule job polling",
        }),
      ],
    },
    {
      label: "Pay with the command",
      pages: [
        guide("cli", "mass-payout for finance", { "": "command line terminal" }),
        packageReadme("cli", "Every command", {
          "": "exit code exit codes",
          pay: "approve digest",
          "one-operation-by-hand": "cancel a payout by hand",
        }),
        guide("reports", "Reports", { "": "accounting bookkeeping ledger export" }),
      ],
    },
    {
      label: "When something is wrong",
      pages: [
        guide("errors", "Errors", {
          authentication_failed: "1000 1001 errorCode signature invalid wrong api key secret key credentials",
          payment_lost: "store lost deleted",
        }),
        guide("statuses", "Statuses", { "": "when is it paid" }),
        guide("runbook", "Runbook", {
          "": "incident on-call alert cancel",
          "rules-for-every-entry": "action required",
          "auth-outcome-unknown": "retry auth again",
        }),
      ],
    },
    {
      label: "On many machines",
      pages: [
        guide("durable", "Payouts on many machines", {
          approvals: "approve approver four eyes deny cancel",
          "how-a-payout-goes": "how long does a payout take duration",
        }),
        packageReadme("durable", "Package durable"),
      ],
    },
    {
      label: "Packages",
      pages: [
        packageReadme("client", "Package client", {
          money: "kuruş kurus cents minor units lira float decimal currency usd eur",
          options: "retry retries timeout rate limit",
          statuses: "meaning of a status when is it paid",
          "checks-before-init": "validate iban phone",
        }),
        packageReadme("auth", "Package auth"),
        packageReadme("types", "Package types"),
        packageReadme("simulator", "Package simulator"),
      ],
    },
    {
      label: "iyzico's documents",
      pages: [
        guide("unverified", "What is not verified"),
        guide("verified", "What is verified"),
        guide("spec-changes", "When iyzico changes them"),
        { source: "spec/README.md", path: "spec/", label: "The OpenAPI document" },
      ],
    },
    {
      label: "The project",
      pages: [
        {
          source: "SECURITY.md",
          path: "security/",
          label: "Security",
          searchWords: { promises: "api key secret key logged leak credentials" },
        },
        guide("architecture", "Architecture"),
        guide("benchmarks", "Benchmarks"),
        { source: "CONTRIBUTING.md", path: "contributing/", label: "Contributing" },
      ],
    },
  ],
  tr: [
    {
      label: "Belgeler",
      pages: [
        turkishGuide("cli", "mass-payout rehberi", {
          "": "komut satırı terminal onay excel",
          "ödemeden-önce-bir-kez": "denemek deneme simülatör kurulum",
          "nasıl-onaylanır": "digest onaylamak onay vermek inceleme",
          "nasıl-iptal-edilir": "iptal etmek vazgeçmek onayı geri almak durdurmak",
          "nasıl-iki-kişi-onaylar": "kaç kişi onaylamalı ikinci onay",
          "bir-alıcının-parası-ulaştı-mı": "para geldi geldi mi gelmedi maaş yattı hesaba geçti ulaşmadı dekont",
          "ne-zaman-ödenir": "kaç gün ne kadar sürer",
          "hesap-tablosundan-rapora": "maaş ödemesi nasıl yapılır excel yükleme",
          "her-lira-nerede": "komisyon toplam para nerede",
          "bir-işlem-gerektiğinde": "takıldı ne yapacağım",
          "çıkış-kodu-5ten-sonra":
            "yarıda kaldı yarım kesildi bilgisayar kapandı elektrik kesintisi durdu devam sürdürmek",
          asla: "yasak yapılmaması gereken",
        }),
        turkishGuide("statuses", "Statüler", { "": "durum durumlar ödendi mi" }),
        turkishGuide("errors", "Hatalar", {
          timeout: "zaman aşımı",
          network_error: "bağlantı hatası ağ internet",
          authentication_failed: "1000 1001 errorCode imza geçersiz yanlış anahtar api key",
          plan_mismatch: "farklı plan tablo değişti",
          payment_lost: "kayıt kayıp silindi",
        }),
        turkishGuide("paying", "Tam bir kez ödemek", {
          "": "mükerrer çift ödeme iki kez",
          "geri-dönenleri-yeniden-ödemek": "iade edilen parayı tekrar göndermek repay",
          "kayıtlar-bir-ödemeyi-yitirirse": "yedek geri yükleme kayıp",
        }),
      ],
    },
  ],
};

/** Every page of the menus. */
export const menuPages: readonly MenuPage[] = Object.values(menus).flatMap((groups) =>
  groups.flatMap(({ pages }) => pages),
);
