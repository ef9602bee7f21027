return new OceanML.Steps.DatasetStep().Run(args);
