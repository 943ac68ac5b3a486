"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
//# sourceMappingURL=variants.js.map