# Tab completion of the enricher for bash and zsh. For a function or an alias of that name:
#   source <(java -jar enricher.jar completion)

if [ -n "${ZSH_VERSION-}" ]; then
  autoload -Uz compinit && compinit
  autoload -Uz bashcompinit && bashcompinit
fi

_enricher_files() {
  local file
  if [ -n "${ZSH_VERSION-}" ]; then
    # Its compgen finds no files while it completes.
    setopt local_options null_glob
    for file in "$1"*; do printf '%s\n' "$file"; done
  else
    compgen -f -- "$1"
  fi | while IFS= read -r file; do
    if [ -d "$file" ]; then printf '%s/\n' "$file"; else printf '%s\n' "$file"; fi
  done
}

# What may stand in the place of the word $1 in a command of the job $2.
_enricher_candidates() {
  local key="${1%%=*}=" value="${1#*=}" IFS=$' \t\n'
  case "$1" in
    --job=*) compgen -P --job= -W "@JOBS@" -- "$value" ;;
    --log-format=*) compgen -P --log-format= -W "text json" -- "$value" ;;
    -*) compgen -W "@OPTIONS@ @SETTINGS@" -- "$1" ;;
    provider=*) compgen -P provider= -W "auto openai gemini offline" -- "$value" ;;
    format=*) compgen -P format= -W "csv json jsonl markdown" -- "$value" ;;
    grouping=*) compgen -P grouping= -W "none" -- "$value" ;;
    call=*) case "$2" in doctor) compgen -P call= -W "true false" -- "$value" ;; esac ;;
    force=* | refresh=* | excel=*) compgen -P "$key" -W "true false" -- "$value" ;;
    recipe=*)
      compgen -P recipe= -W "@RECIPES@" -- "$value"
      _enricher_files "$value" | sed 's/^/recipe=/'
      ;;
    input=* | output=* | new=* | export=* | import=* | a=* | b=* | stream=*) _enricher_files "$value" | sed "s/^/$key/" ;;
    *=*) ;;
    *)
      case "$2" in
        '') compgen -W "@JOBS@ --job= @ENRICH_WORDS@" -- "$1" ;;
@WORDS_OF_JOBS@
      esac
      ;;
  esac
}

_enricher() {
  local line="${COMP_LINE:0:$COMP_POINT}" job="" word before rest each candidate cut=""
  local IFS=$'\n'
  COMPREPLY=()
  word="${line##*[[:space:]]}"
  before="${line%"$word"}"
  # The first word that is a job is the job, unless --job= names it.
  rest="$before"
  while [ -n "$rest" ]; do
    each="${rest%%[[:space:]]*}"
    rest="${rest#"$each"}"
    rest="${rest#[[:space:]]}"
    case "$each" in
      --job=*) job="${each#--job=}"; break ;;
      @ANY_JOB@) job="${job:-$each}" ;;
    esac
  done
  # bash takes a part of a word behind = for a word of its own, and wants no more than that.
  case "${COMP_WORDBREAKS-}" in
    *=*) case "$word" in *=*) cut="${word%%=*}=" ;; esac ;;
  esac
  for candidate in $(_enricher_candidates "$word" "$job"); do
    candidate="${candidate#"$cut"}"
    case "$candidate" in
      *= | */ | *.) ;;
      *) candidate="$candidate " ;;
    esac
    COMPREPLY+=("$candidate")
  done
}

complete -o nospace -F _enricher enricher
