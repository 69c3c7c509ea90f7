package io.enricher.recipe;

/**
 * Something wrong in a recipe file.
 *
 * @param pointer JSON pointer of the place
 * @param message what is wrong there, and the cure
 */
record RecipeProblem(String pointer, String message) {}
