// Archives of a student's files, as one bundle (site/runtime/zip.js).
export { strToU8, unzipSync, zipSync } from "fflate";
