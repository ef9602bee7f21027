cwlVersion: v1.2
class: Workflow
label: "Colocate an archive"
doc: "This workflow matches observations with an archive of satellite granules or model fields: a job per granule finds where the observations lie in it, one job gathers these manifests, reads and screens the pixels by a matchup protocol, and the satellite is scored against the observations. The table is the one that a single process makes, byte for byte."
inputs:
  observations:
    label: "Observations"
    doc: "What was measured in situ: a table with time (UTC), latitude and longitude, or a file of a known product such as Argo."
    type: File
  granules:
    label: "Granules"
    doc: "The archive, or a part of it: satellite granules, composites or model fields as a list (netCDF, or zipped SEN3 folders). The names of the elements become the names of the granules."
    type: File[]
  protocol:
    label: "Protocol"
    doc: "The matchup protocol: window, macro-pixel, masks and screening. level3-composite is 3 x 3 pixels within one day."
    type: string
  time_window:
    label: "Time window"
    doc: "Greatest time between observation and granule, e.g. 3h, 1d or 3h,0h. Without it, that of the protocol."
    type: string?
  variable_of_the_satellite:
    label: "Variable of the satellite"
    doc: "What is compared with the observations: the name of a variable of the granules."
    type: string
  variable_of_the_observations:
    label: "Variable of the observations"
    doc: "What it is compared with: the name of a column of the observations."
    type: string
outputs:
  matchups:
    label: "Matchups"
    type: File
    outputSource: assemble_the_matchups/matchups
  rejected_candidates:
    label: "Rejected candidates"
    type: File
    outputSource: assemble_the_matchups/rejected
  scores:
    label: "Scores"
    type: File
    outputSource: score_the_satellite/scores
  scatter:
    label: "Scatter"
    type: File
    outputSource: draw_the_scatter/figure
steps:
  locate_in_each_granule:
    label: "Locate in each granule"
    doc: "Maps over the granules, one job each: which observations lie where in it. No pixel is read."
    run:
      class: Operation
      id: oceanml_colocate_extract
      inputs:
        fields: Any
        observations: Any
        protocol: Any
        within: Any
      outputs:
        manifest: File
    in:
      fields: granules
      observations: observations
      protocol: protocol
      within: time_window
    out: [manifest]
  assemble_the_matchups:
    label: "Assemble the matchups"
    doc: "Gathers the manifests, reads the pixels that they point to and screens them by the protocol."
    run:
      class: Operation
      id: oceanml_colocate_assemble
      inputs:
        fields: Any
        manifests: Any
        observations: Any
        protocol: Any
        variables: Any
      outputs:
        matchups: File
        rejected: File
    in:
      fields: granules
      manifests: locate_in_each_granule/manifest
      observations: observations
      protocol: protocol
      variables: variable_of_the_satellite
    out: [matchups, rejected]
  score_the_satellite:
    label: "Score the satellite"
    doc: "Bias, errors, correlation and regression lines, linear and log10, each with n and a confidence interval."
    run:
      class: Operation
      id: oceanml_validate
      inputs:
        table: Any
        what_estimate: Any
        what_reference: Any
      outputs:
        scores: File
        score_table: File
    in:
      table: assemble_the_matchups/matchups
      what_estimate: variable_of_the_satellite
      what_reference: variable_of_the_observations
    out: [scores, score_table]
  draw_the_scatter:
    label: "Draw the scatter"
    doc: "Satellite against observations, with the one-to-one line and the scores."
    run:
      class: Operation
      id: oceanml_visualise
      inputs:
        what_estimate: Any
        what_reference: Any
        what_table: Any
      outputs:
        figure: File
    in:
      what_estimate: variable_of_the_satellite
      what_reference: variable_of_the_observations
      what_table: assemble_the_matchups/matchups
    out: [figure]
