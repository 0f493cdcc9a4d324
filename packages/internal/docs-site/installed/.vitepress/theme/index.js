import DefaultTheme from "vitepress/theme-without-fonts";
import { h } from "vue";
import { SearchBox } from "./search-box.js";
import "./style.css";

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "nav-bar-content-before": () => h(SearchBox) }),
  enhanceApp({ app, router, siteData }) {
    // See the plugin in ../config.js.
    app.config.globalProperties.$say = (word) => {
      const isTurkish = router.route.data.relativePath.startsWith("tr/");
      return (isTurkish && siteData.value.themeConfig.interfaceWords[word]) || word;
    };
  },
};
