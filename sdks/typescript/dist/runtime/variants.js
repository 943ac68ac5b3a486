export {};
//# sourceMappingURL=variants.js.map