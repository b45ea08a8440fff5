/** Help for the option `--model`. */
export const modelHelp = [
  '  --model URL#NAME   uses a model behind an OpenAI-compatible endpoint, for example',
  '                     http://127.0.0.1:11434/v1#llama3.2; set its key in HOPWISE_MODEL_API_KEY',
] as const;
