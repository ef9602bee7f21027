return new OceanML.Steps.PredictStep().Run(args);
