// Put in front of every node program (cmake/node_program.cmake): getenv() reads the shell's environment, not the made-up one
// of the runtime. ENV exists only in programs that call getenv.
Module['preRun'] = () => {
  if (typeof ENV !== 'undefined') Object.assign(ENV, process.env);
};
