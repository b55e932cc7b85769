"""What `minutegraph --help` prints.

Written here, and not put together by click, so that it can be printed before click is imported:
that import alone takes longer than starting Python three times. A test holds it to the commands.
"""

TEXT = """\
Usage: minutegraph [OPTIONS] COMMAND [ARGS]...

  Minutes of meetings as a knowledge graph: read them, load them, ask who met
  whom, who said what and what became of it. Every answer says where it is
  written.

Start here:
  demo [FOLDER]      Load bundled samples, answer three questions, draw them.

Read documents:
  parse FILE         Print what a document says, without loading it.
  check FILE...      Say what was understood of documents and what was not.

Keep the graph:
  load PATH...       Load minutes, or folders of them, into the graph.
  unload DOCUMENT    Take out of the graph what one document says.
  resolve            Judge who is who: go through the names that may be one.
  topics COMMAND     Keep the words of issues that are followed.
  copy FROM TO       Copy a graph from a file to a server, back, or to another.
  info               Count what is in the graph and list its documents.
  schema             Print the graph's vocabulary, or the schema of minutes.

Ask and draw:
  query [NAME]       Answer a named question; without a name, list them.
  trace ISSUE        Follow an issue through the meetings of all bodies.
  analyse KIND       Figures of the whole graph: who is central, who links whom.
  cypher [QUERY]     Run any Cypher, read-only unless told otherwise.
  view [KIND]        Draw a part of the graph as one HTML file.
  site -o FOLDER     Write the whole graph as a folder of linked pages.
  export FORMAT      Write the graph, or a part of it, for other programs.

Options:
  --graph URL        File or server that holds the graph. Environment variable
                     MINUTEGRAPH_GRAPH; otherwise minutes.kgl in this folder.
  --registry FILE    Judgements about who is who. Environment variable
                     MINUTEGRAPH_REGISTRY; otherwise minutes.registry.yaml
                     beside minutes.kgl, and none for a server.
  --quiet            No progress, counts or summaries on standard error.
  --version          Print the version.
  --help             Print this; COMMAND --help says more, with examples.

`minutegraph completion SHELL` prints what makes a shell complete all this.
"""
