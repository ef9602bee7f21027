return new OceanML.Steps.ValidateStep().Run(args);
