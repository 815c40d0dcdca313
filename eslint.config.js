import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** What the compiler does not see: promises nobody waits for, hooks out of order, doors around the type system. */
export default tseslint.config(
  {
    ignores: [
      "node_modules/",
      "build/",
      ".quarterhour/",
      "app/platform/generated/",
      "test-results/",
      "playwright-report/",
      "public/",
    ],
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false, arguments: false } }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-console": ["error", { allow: ["error"] }],
      eqeqeq: "error",
      "no-control-regex": "error",
    },
  },
  { files: ["bench/**", "seed/**"], rules: { "no-console": "off" } },
  {
    files: ["**/*.{js,mjs,cjs}"],
    extends: [tseslint.configs.base],
    rules: { eqeqeq: "error", "no-undef": "off" },
  },
);
