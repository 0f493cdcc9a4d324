import { useData, useRouter, withBase } from "vitepress";
import { computed, h, nextTick, onMounted, onUnmounted, ref, shallowRef, watch } from "vue";
import { fold } from "../../../src/search/fold.ts";
import { indexOptions } from "../../../src/search/index-options.ts";
import { splitWords } from "../../../src/search/terms.ts";

const words = {
  en: {
    search: "Search",
    placeholder: "A question, an error code, a status, a name",
    close: "Close",
    results: (count) => (count === 1 ? "1 result" : `${count} results`),
    none: "Nothing was found. Fewer or other words may help.",
    failed: "The search could not be loaded. Check the network, and open it again.",
    loading: "Loading…",
    keys: "↑ ↓ choose, Enter opens, Esc closes",
    kinds: { reference: "Reference", background: "Background" },
  },
  tr: {
    search: "Ara",
    placeholder: "Bir soru, hata kodu, durum ya da ad",
    close: "Kapat",
    results: (count) => `${count} sonuç`,
    none: "Sonuç bulunamadı. Daha az ya da başka sözcükler deneyin.",
    failed: "Arama yüklenemedi. Ağ bağlantısını kontrol edip yeniden açın.",
    loading: "Yükleniyor…",
    keys: "↑ ↓ seç, Enter aç, Esc kapat",
    kinds: { "other-language": "İngilizce" },
  },
};

const maxResults = 12;

/** The index of each language that was loaded, as a promise. */
const indexes = new Map();

async function loadIndex(language) {
  const [{ default: MiniSearch }, response] = await Promise.all([
    import("minisearch"),
    fetch(withBase(`/search/${language}.json`)),
  ]);
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return MiniSearch.loadJSON(await response.text(), indexOptions);
}

/** The button of the search, and its dialog. */
export const SearchBox = {
  setup() {
    const { lang } = useData();
    const router = useRouter();
    const dialog = ref();
    const input = ref();
    const list = ref();
    const query = ref("");
    const index = shallowRef();
    const hasFailed = ref(false);
    const say = computed(() => words[lang.value] ?? words.en);
    const results = computed(() => (index.value?.search(query.value) ?? []).slice(0, maxResults));

    async function open() {
      if (dialog.value.open) return;
      dialog.value.showModal();
      input.value.select();
      const language = lang.value;
      hasFailed.value = false;
      if (!indexes.has(language)) indexes.set(language, loadIndex(language));
      try {
        index.value = await indexes.get(language);
      } catch {
        indexes.delete(language);
        hasFailed.value = true;
      }
    }

    function close() {
      dialog.value.close();
      // Opened by a key, it has no element to give the focus back to, and the next "/" would be one typed into its field.
      if (dialog.value.contains(document.activeElement)) document.activeElement.blur();
    }

    function pressKey(event) {
      const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (isShortcut || (event.key === "/" && !isTyping)) {
        event.preventDefault();
        void open();
      }
    }

    function moveBetweenResults(event) {
      // In a field of type search, Escape would only empty it.
      if (event.key === "Escape") {
        event.preventDefault();
        return close();
      }
      const links = [...(list.value?.querySelectorAll("a") ?? [])];
      const at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input.value).focus();
      else return;
      event.preventDefault();
    }

    function openFirst(event) {
      event.preventDefault();
      const [first] = results.value;
      if (first === undefined) return;
      close();
      void router.go(withBase(`/${first.id}`));
    }

    onMounted(() => window.addEventListener("keydown", pressKey));
    onUnmounted(() => window.removeEventListener("keydown", pressKey));
    watch(query, () => nextTick(() => list.value?.scrollTo(0, 0)));

    const status = () => {
      if (hasFailed.value) return say.value.failed;
      if (query.value.trim() === "") return "";
      if (index.value === undefined) return say.value.loading;
      return results.value.length === 0 ? say.value.none : say.value.results(results.value.length);
    };

    return () => [
      h("button", { type: "button", class: "search-button", "aria-haspopup": "dialog", onClick: open }, [
        h("span", { class: "vpi-search", "aria-hidden": "true" }),
        h("span", { class: "search-button-text" }, say.value.search),
        h("kbd", { "aria-hidden": "true" }, "/"),
      ]),
      h(
        "dialog",
        {
          ref: dialog,
          class: "search",
          "aria-label": say.value.search,
          // A press on the dialog itself is one beside its content.
          onClick: (event) => event.target === dialog.value && close(),
          onKeydown: moveBetweenResults,
        },
        [
          h("form", { role: "search", class: "search-content", onSubmit: openFirst }, [
            h("div", { class: "search-field" }, [
              h("span", { class: "vpi-search", "aria-hidden": "true" }),
              h("input", {
                ref: input,
                type: "search",
                "aria-label": say.value.search,
                "aria-describedby": "search-keys",
                placeholder: say.value.placeholder,
                autocomplete: "off",
                spellcheck: false,
                value: query.value,
                onInput: (event) => {
                  query.value = event.target.value;
                },
              }),
              h("button", { type: "button", onClick: close }, say.value.close),
            ]),
            h("p", { role: "status" }, status()),
            h(
              "ul",
              { ref: list },
              results.value.map((result) => h("li", { key: result.id }, resultLink(result, say.value.kinds, close))),
            ),
            h("p", { id: "search-keys", class: "search-keys" }, say.value.keys),
          ]),
        ],
      ),
    ];
  },
};

function resultLink({ id, title, titles, text, kind, terms }, kinds, onClick) {
  return h("a", { href: withBase(`/${id}`), onClick }, [
    h("span", { class: "search-title" }, [
      ...markTerms([...titles, title].join(" › "), terms),
      kinds[kind] && h("span", { class: "search-kind" }, kinds[kind]),
    ]),
    h("span", { class: "search-text" }, markTerms(excerptOf(text, terms), terms)),
  ]);
}

function isFound(word, terms) {
  return splitWords(word).some((part) => terms.includes(fold(part)));
}

/** The words around the first ones that were found. */
function excerptOf(text, terms) {
  const parts = text.split(" ");
  const at = Math.max(0, parts.findIndex((part) => isFound(part, terms)) - 6);
  return (at > 0 ? "… " : "") + parts.slice(at, at + 30).join(" ");
}

function markTerms(text, terms) {
  return text.split(/(\s+)/).map((part) => (isFound(part, terms) ? h("mark", part) : part));
}
