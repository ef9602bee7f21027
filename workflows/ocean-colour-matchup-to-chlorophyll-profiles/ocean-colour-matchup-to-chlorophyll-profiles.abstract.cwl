cwlVersion: v1.2
class: Workflow
label: "Ocean colour match-up to chlorophyll profiles"
doc: "This workflow does two things with biogeochemical Argo floats and ocean colour: it checks float profiles, matches them with satellite fields and scores the satellite against them; and it trains, validates and applies a model that estimates chlorophyll profiles from the reflectance spectrum, season and position, with uncertainty, a training domain and baselines beside it. It ends with a report and an RO-Crate of the run: a Workflow Run RO-Crate if the workflow file is given too, a Process Run Crate otherwise."
inputs:
  float_profiles:
    label: "Float profiles"
    doc: "Argo profile files in netCDF: core, B or synthetic, single profiles or whole floats. Recognised by content."
    type: File[]
  satellite_fields:
    label: "Satellite fields"
    doc: "Daily or shorter satellite fields (netCDF), Level 2 or Level 3, as many as cover the profiles in time."
    type: File[]
  variable_of_the_satellite:
    label: "Variable of the satellite"
    doc: "Name of the variable in the satellite files that is compared with the floats."
    type: string
  variable_of_the_floats:
    label: "Variable of the floats"
    doc: "Name of the variable in the observation table that is taken as the truth; chlorophyll, temperature, oxygen and so on, whatever the file called it."
    type: string
  training_table:
    label: "Training table"
    doc: "Table of matchups with features and targets in columns, one row per profile (Parquet, CSV or TSV)."
    type: File
  table_to_predict:
    label: "Table to predict"
    doc: "Table with the same features, for which the targets are wanted; it may be the training table."
    type: File
  features:
    label: "Features"
    doc: "Columns to predict from: names and patterns, separated by commas."
    type: string
  targets:
    label: "Targets"
    doc: "Columns to predict: names and patterns, separated by commas."
    type: string
  platform_column:
    label: "Platform column"
    doc: "Column that names the platform. Rows of one platform are never split between learning and scoring, and confidence intervals draw whole platforms."
    type: string
  platform_pattern:
    label: "Platform pattern"
    doc: "Regular expression for the part of that column that is the platform; the text before the first underscore by default."
    type: string
  workflow_file_ga:
    label: "Workflow file (.ga)"
    doc: "Download this workflow as .ga and give it here to get a Workflow Run RO-Crate; without it the crate describes the steps alone (Process Run Crate)."
    type: File?
outputs:
  quality_report:
    label: "Quality report"
    type: File
    outputSource: check_profiles/html
  matchups:
    label: "Matchups"
    type: File
    outputSource: match_with_satellite/matchups
  satellite_scores:
    label: "Satellite scores"
    type: File
    outputSource: score_the_satellite/scores
  model:
    label: "Model"
    type: File
    outputSource: train_profile_model/model
  model_card:
    label: "Model card"
    type: File
    outputSource: train_profile_model/card
  predictions:
    label: "Predictions"
    type: File
    outputSource: predict_profiles/predictions
  model_scores:
    label: "Model scores"
    type: File
    outputSource: score_the_model/scores
  match_up_scatter:
    label: "Match-up scatter"
    type: File
    outputSource: draw_the_scatter/figure
  match_up_map:
    label: "Match-up map"
    type: File
    outputSource: draw_the_map/figure
  report:
    label: "Report"
    type: File
    outputSource: report_the_run/report
  interactive_report:
    label: "Interactive report"
    type: File
    outputSource: report_the_run/interactive_report
  ro_crate:
    label: "RO-Crate"
    type: File
    outputSource: package_the_run/crate
steps:
  gather_profiles:
    label: "Gather profiles"
    doc: "Brings the files into one table of observations, one row per level; of a profile that comes twice the more adjusted one is kept."
    run:
      class: Operation
      id: oceanml_access
      inputs:
        source_files: Any
      outputs:
        observations: File
        record: File
    in:
      source_files: float_profiles
    out: [observations, record]
  check_profiles:
    label: "Check profiles"
    doc: "Runs the real-time tests of Argo; what fails gets a flag and is removed, and counted."
    run:
      class: Operation
      id: oceanml_qc
      inputs:
        files: Any
      outputs:
        checked: File
        html: File
        report: File
        record: File
    in:
      files: gather_profiles/observations
    out: [checked, html, report, record]
  match_with_satellite:
    label: "Match with satellite"
    doc: "Takes the mean of the upper 10 dbar of every profile and the 3 x 3 pixels round it, within one day."
    run:
      class: Operation
      id: oceanml_colocate
      inputs:
        fields: Any
        observations: Any
        variables: Any
      outputs:
        matchups: File
        record: File
    in:
      fields: satellite_fields
      observations: check_profiles/checked
      variables: variable_of_the_satellite
    out: [matchups, record]
  score_the_satellite:
    label: "Score the satellite"
    doc: "Compares the satellite with the floats, linear and in log10, with confidence intervals by platform."
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
        record: File
    in:
      table: match_with_satellite/matchups
      what_estimate: variable_of_the_satellite
      what_reference: variable_of_the_floats
    out: [scores, score_table, record]
  train_profile_model:
    label: "Train profile model"
    doc: "Trains an ensemble of networks in log10, scores it on platforms held out, beside simple baselines."
    run:
      class: Operation
      id: oceanml_train
      inputs:
        features: Any
        group_by: Any
        group_pattern: Any
        table: Any
        targets: Any
      outputs:
        model: File
        card: File
        predictions: File
        record: File
    in:
      features: features
      group_by: platform_column
      group_pattern: platform_pattern
      table: training_table
      targets: targets
    out: [model, card, predictions, record]
  predict_profiles:
    label: "Predict profiles"
    doc: "Applies the model: estimate, one sigma and applicability for every row."
    run:
      class: Operation
      id: oceanml_predict
      inputs:
        model: Any
        table: Any
      outputs:
        predictions: File
        record: File
    in:
      model: train_profile_model/model
      table: table_to_predict
    out: [predictions, record]
  score_the_model:
    label: "Score the model"
    doc: "Compares what was predicted for platforms held out with what was measured there; sigma is judged too."
    run:
      class: Operation
      id: oceanml_validate
      inputs:
        intervals_resample_by: Any
        intervals_resample_pattern: Any
        table: Any
      outputs:
        scores: File
        score_table: File
        record: File
    in:
      intervals_resample_by: platform_column
      intervals_resample_pattern: platform_pattern
      table: train_profile_model/predictions
    out: [scores, score_table, record]
  draw_the_scatter:
    label: "Draw the scatter"
    doc: "Float against satellite with the 1:1 line, regression lines and the scores in it."
    run:
      class: Operation
      id: oceanml_visualise
      inputs:
        what_estimate: Any
        what_reference: Any
        what_table: Any
      outputs:
        figure: File
        record: File
    in:
      what_estimate: variable_of_the_satellite
      what_reference: variable_of_the_floats
      what_table: match_with_satellite/matchups
    out: [figure, record]
  draw_the_map:
    label: "Draw the map"
    doc: "Where the satellite is above and below the floats."
    run:
      class: Operation
      id: oceanml_visualise
      inputs:
        what_reference: Any
        what_table: Any
        what_value: Any
      outputs:
        figure: File
        record: File
    in:
      what_reference: variable_of_the_floats
      what_table: match_with_satellite/matchups
      what_value: variable_of_the_satellite
    out: [figure, record]
  report_the_run:
    label: "Report the run"
    doc: "Gathers figures, scores with intervals, the model card, quality control, counts and limits in one report."
    run:
      class: Operation
      id: oceanml_visualise
      inputs:
        what_matched_estimate: Any
        what_matched_matchups: Any
        what_matched_reference: Any
        what_model_card: Any
        what_observations: Any
        what_predictions: Any
        what_qc_report: Any
        what_records: Any
        what_scores: Any
      outputs:
        report: File
        interactive_report: File
        record: File
    in:
      what_matched_estimate: variable_of_the_satellite
      what_matched_matchups: match_with_satellite/matchups
      what_matched_reference: variable_of_the_floats
      what_model_card: train_profile_model/card
      what_observations: check_profiles/checked
      what_predictions: train_profile_model/predictions
      what_qc_report: check_profiles/report
      what_records: {source: [gather_profiles/record, check_profiles/record, match_with_satellite/record, score_the_satellite/record, train_profile_model/record, predict_profiles/record, score_the_model/record]}
      what_scores: {source: [score_the_satellite/scores, score_the_model/scores]}
    out: [report, interactive_report, record]
  package_the_run:
    label: "Package the run"
    doc: "Packs the run records and the files that the steps made as an RO-Crate, with the workflow if its file is given; the inputs are described by their checksums."
    run:
      class: Operation
      id: oceanml_crate
      inputs:
        task_files: Any
        task_records: Any
        task_workflow: Any
      outputs:
        crate: File
        problems: File
    in:
      task_files: {source: [draw_the_scatter/figure, draw_the_map/figure, report_the_run/report, report_the_run/interactive_report, training_table, table_to_predict, gather_profiles/observations, check_profiles/checked, check_profiles/html, check_profiles/report, match_with_satellite/matchups, score_the_satellite/scores, train_profile_model/model, train_profile_model/card, train_profile_model/predictions, predict_profiles/predictions, score_the_model/scores]}
      task_records: {source: [gather_profiles/record, check_profiles/record, match_with_satellite/record, score_the_satellite/record, train_profile_model/record, predict_profiles/record, score_the_model/record, draw_the_scatter/record, draw_the_map/record, report_the_run/record]}
      task_workflow: workflow_file_ga
    out: [crate, problems]
